import type { IdentityService, IdentityServiceId, IdentityServiceSettings } from '@interlock/iam';

/** The Identity Services that are built, each for as long as its settings stay the same. */
export interface ServiceDirectory {
  /** The service as it was at the last look; undefined where its type has no adapter. */
  find(id: IdentityServiceId): IdentityService | undefined;
  /** Builds what is new or has other settings, and closes what is gone. To be called at start and after each change. */
  look(): Promise<void>;
}

interface Built {
  readonly content: string;
  readonly service: IdentityService;
}

/** Makes the directory over the stored settings. */
export function serviceDirectory(ports: {
  readonly list: () => Promise<readonly IdentityServiceSettings[]>;
  readonly build: (settings: IdentityServiceSettings) => IdentityService | undefined;
}): ServiceDirectory {
  const built = new Map<IdentityServiceId, Built>();
  const renew = async () => {
    const stored = await ports.list();
    const closing = [...built].filter(([id]) => !stored.some((settings) => settings.id === id));
    for (const settings of stored) {
      const content = JSON.stringify(settings);
      const before = built.get(settings.id);
      if (before?.content === content) continue;
      if (before !== undefined) closing.push([settings.id, before]);
      const service = ports.build(settings);
      if (service === undefined) built.delete(settings.id);
      else built.set(settings.id, { content, service });
    }
    for (const [id, { service }] of closing) {
      if (built.get(id)?.service === service) built.delete(id);
      await service.close();
    }
  };
  let looking: Promise<void> = Promise.resolve();
  return {
    find: (id) => built.get(id)?.service,
    look: () => {
      // One after the other: the later one sees what the earlier one built.
      looking = looking.then(renew, renew);
      return looking;
    },
  };
}
