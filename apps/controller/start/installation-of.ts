/** Whom a certificate names. */
export interface NamedProgram {
  readonly role: string;
  readonly id: string;
  readonly installation: string;
}

/**
 * The installation of which all certificates of a Controller say that it is in.
 *
 * @param named whom each certificate names; undefined where it names no program.
 * @returns undefined where one of them is not that of this Controller, or they speak of two installations.
 */
export function installationOf(
  controllerId: string,
  named: readonly (NamedProgram | undefined)[],
): string | undefined {
  const installations = new Set(
    named.map((own) =>
      own?.role === 'controller' && own.id === controllerId ? own.installation : undefined,
    ),
  );
  const [installation] = installations;
  return installations.size === 1 ? installation : undefined;
}
