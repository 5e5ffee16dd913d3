import type { OrderLine } from './order.ts';

export interface Cart {
  readonly lines: readonly OrderLine[];
  readonly coupon?: string;
}

export type CartAction =
  | { readonly type: 'add'; readonly line: OrderLine }
  | { readonly type: 'remove'; readonly sku: string }
  | { readonly type: 'coupon'; readonly code: string }
  | { readonly type: 'clear' };

export const emptyCart: Cart = { lines: [] };

export function reduceCart(cart: Cart, action: CartAction): Cart {
  switch (action.type) {
    case 'add': {
      const present = cart.lines.some((line) => line.sku === action.line.sku);
      if (!present) return { ...cart, lines: [...cart.lines, action.line] };
      const lines = cart.lines.map((line) =>
        line.sku === action.line.sku ? { ...line, quantity: line.quantity + action.line.quantity } : line,
      );
      return { ...cart, lines };
    }
    case 'remove':
      return { ...cart, lines: cart.lines.filter((line) => line.sku !== action.sku) };
    case 'coupon':
      return cart.lines.length === 0 ? cart : { ...cart, coupon: action.code };
    case 'clear':
      return emptyCart;
  }
}
