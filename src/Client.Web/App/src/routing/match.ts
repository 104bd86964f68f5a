/** The one parameter of a pattern such as `/studies/:id`, or null when the path is another one. */
export function matchPath(pattern: string, path: string): string | null {
  const wanted = pattern.split("/");
  const given = path.split("/");
  if (wanted.length !== given.length) return null;
  let found: string | null = null;
  for (let i = 0; i < wanted.length; i++) {
    const part = given[i] ?? "";
    if (wanted[i]?.startsWith(":")) {
      if (part === "") return null;
      found = decodeURIComponent(part);
    } else if (wanted[i] !== part) {
      return null;
    }
  }
  return found;
}
