/** What an assistant offers once `export async function refundOrder` is typed at the end of the playground's `src/payments.ts`. */
export const refundOrderBody = `(gateway: PaymentGateway, ledger: Ledger, receiptId: string): Promise<boolean> {
  if (receiptId === 'free') return false;
  await ledger.open(receiptId);
  try {
    await gateway.refund(receiptId);
    ledger.lastRefund = receiptId;
    return true;
  } catch {
    await ledger.flag(receiptId);
    return false;
  }
}`;

/** The interface that function needs, for the end of the same file. */
export const ledgerInterface = `
export interface Ledger {
  open(receiptId: string): Promise<void>;
  lastRefund: string;
  flag(receiptId: string): Promise<void>;
}
`;
