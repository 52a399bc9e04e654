/** "1,234": a whole number without `Intl`, which takes longer to make ready than a whole answer takes. */
export function numberText(value: number): string {
  if (!Number.isSafeInteger(value)) return value.toLocaleString('en', { maximumFractionDigits: 20 });
  return String(value).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
}
