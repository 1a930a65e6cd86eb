/** A workflow that the first start deploys, in the inventory's own format. */
export interface Sample {
  readonly path: string;
  readonly configuration: Readonly<Record<string, unknown>>;
}

/** Where the samples may write: a folder of the job's own user that nobody else can enter. */
export const workFolderScript =
  'folder="${TMPDIR:-/tmp}/interlock-samples-$(id -u)"\nmkdir -p -m 700 "$folder" && test -O "$folder" || exit 1\n';
