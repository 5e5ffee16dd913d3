/** Categories of the marketplace under which extensions that write code stand. */
const writing = new Set(['AI', 'Chat', 'Machine Learning']);

/** Whether an extension, by its manifest, is one that may offer code in grey. What else is installed can only complete words from a list. */
export function suggestsCode(manifest: unknown): boolean {
  if (typeof manifest !== 'object' || manifest === null || !('categories' in manifest)) return false;
  const { categories } = manifest;
  return Array.isArray(categories) && categories.some((category) => writing.has(String(category)));
}
