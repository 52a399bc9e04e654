export function isYes(text: string): boolean {
  return ['yes', 'y', 'true', '1', 'on', ''].includes(text.toLowerCase());
}
