import { pathParts } from '../orders/order-words.ts';

/** A line of the list of workflows: a folder, or a workflow in it. */
export type TreeLine =
  | { readonly kind: 'folder'; readonly path: string; readonly count: number; readonly isClosed: boolean }
  | { readonly kind: 'workflow'; readonly path: string; readonly title: string | undefined };

/** The workflows by folder, folders and names in their order; those of a closed folder are left out. */
export function workflowTree(
  workflows: readonly { readonly path: string; readonly title?: string | undefined }[],
  closed: ReadonlySet<string>,
): readonly TreeLine[] {
  const folders = new Map<string, { readonly path: string; readonly title: string | undefined }[]>();
  for (const { path, title } of workflows) {
    const { folder } = pathParts(path);
    const inFolder = folders.get(folder) ?? [];
    inFolder.push({ path, title });
    folders.set(folder, inFolder);
  }
  return [...folders]
    .sort(([a], [b]) => a.localeCompare(b))
    .flatMap(([path, inFolder]): readonly TreeLine[] => {
      const isClosed = closed.has(path);
      const head = { kind: 'folder', path, count: inFolder.length, isClosed } as const;
      const sorted = inFolder.toSorted((a, b) => a.path.localeCompare(b.path));
      return [head, ...(isClosed ? [] : sorted.map((one) => ({ kind: 'workflow', ...one }) as const))];
    });
}
