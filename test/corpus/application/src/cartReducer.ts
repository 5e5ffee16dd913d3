export interface CartState {
  items: { sku: string; quantity: number }[];
  coupon: string | null;
  status: 'idle' | 'saving' | 'failed';
  error?: string;
}

export type CartAction =
  | { type: 'add'; sku: string; quantity: number }
  | { type: 'remove'; sku: string }
  | { type: 'coupon'; code: string }
  | { type: 'save-started' }
  | { type: 'save-finished'; error?: string };

export function cartReducer(state: CartState, action: CartAction): CartState {
  switch (action.type) {
    case 'add': {
      if (state.status === 'saving') return state;
      const known = state.items.find((item) => item.sku === action.sku);
      if (known) {
        return {
          ...state,
          items: state.items.map((item) => (item === known ? { ...item, quantity: item.quantity + action.quantity } : item)),
        };
      }
      return { ...state, items: [...state.items, { sku: action.sku, quantity: action.quantity }] };
    }
    case 'remove': {
      const items = state.items.filter((item) => item.sku !== action.sku);
      return { ...state, items, coupon: items.length === 0 ? null : state.coupon };
    }
    case 'coupon':
      return { ...state, coupon: action.code };
    case 'save-started':
      return { ...state, status: 'saving', error: undefined };
    case 'save-finished':
      return action.error ? { ...state, status: 'failed', error: action.error } : { ...state, status: 'idle' };
  }
}

/** What may be written to the journal: who did it matters only for what changes money. */
export function journalLine(action: CartAction, user: { id: string; name?: string }, at: number): string | undefined {
  if (action.type === 'save-started') return undefined;
  const who = user.name ?? user.id;
  if ('sku' in action) {
    if (action.type === 'remove') return `${who} removed ${action.sku}`;
    if (action.quantity <= 0) return undefined;
    return `${who} added ${action.sku}`;
  }
  const label = action.type;
  return label === 'coupon' ? `${at} coupon ${action.code}` : `${at} saved`;
}
