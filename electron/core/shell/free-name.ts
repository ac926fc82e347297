/**
 * The name itself where it is free, else with a number before its ending: `orders (2).csv`. Names are compared without
 * regard to case, since some file systems do. `taken` holds them in lower case.
 */
export const freeName = (name: string, taken: ReadonlySet<string>): string => {
  const dot = name.indexOf('.', 1);
  const [stem, ending] = dot === -1 ? [name, ''] : [name.slice(0, dot), name.slice(dot)];
  let candidate = name;
  for (let number = 2; taken.has(candidate.toLowerCase()); number += 1) {
    candidate = `${stem} (${number})${ending}`;
  }
  return candidate;
};
