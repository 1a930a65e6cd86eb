import type { FolderPath, Json, ObjectPath } from '@interlock/base';

/** The kinds of objects that the inventory keeps, by JS7's names. */
export type InventoryType = 'WORKFLOW';

/**
 * What people design and what was deployed of it, kept by the Cockpit. Used inside its transactions: a change and its
 * audit record become durable together (semantics §6.2). Fulfilled by `@interlock/store`, and by a fake in tests.
 */
export interface InventoryStore {
  /** One object; undefined where there is none. */
  find(type: InventoryType, path: ObjectPath): Promise<InventoryItem | undefined>;
  /** The object of this name: names are unique for each type, compared exactly. */
  findByName(type: InventoryType, name: string): Promise<InventoryItem | undefined>;
  findById(itemId: number): Promise<InventoryItem | undefined>;
  /** The objects in a folder, and with `recursive` below it, by path; `undefined` as type means all types. */
  listItems(
    folder: FolderPath,
    options: { readonly recursive: boolean; readonly type?: InventoryType; readonly countMax: number },
  ): Promise<readonly InventoryItem[]>;
  /** The folders in a folder, and with `recursive` below it, by path. */
  listFolders(
    folder: FolderPath,
    options: { readonly recursive: boolean; readonly countMax: number },
  ): Promise<readonly FolderPath[]>;
  /** Makes a folder and those above it; what exists stays. */
  ensureFolder(folder: FolderPath): Promise<void>;
  /**
   * Stores the draft of an object in place of the one before, and makes its folders.
   * Refused by the caller before: a name that another path of this type has.
   */
  storeDraft(draft: InventoryDraft): Promise<InventoryItem>;
  /** Deletes an object with its draft; what is deployed of it stays deployed. */
  remove(itemId: number): Promise<void>;
  /** Notes that a version was deployed to a Controller, or withdrawn from it. */
  addDeployment(deployment: NewDeployment): Promise<Deployment>;
  /** Notes what the Controller said to a deployment. */
  settleDeployment(deploymentId: number, state: 'deployed' | 'refused', message?: string): Promise<void>;
  /** The deployments of an object, the newest first. */
  deployments(itemId: number, countMax: number): Promise<readonly Deployment[]>;
  /** The deployment of this version to this Controller, whatever its state. */
  findDeployment(controllerId: string, path: ObjectPath, versionId: string): Promise<Deployment | undefined>;
  /** What of each object is deployed at a Controller now: the newest deployment that is not withdrawn. */
  deployed(controllerId: string, countMax: number): Promise<readonly Deployment[]>;
}

/** The draft of an object, to be stored. */
export interface InventoryDraft {
  readonly type: InventoryType;
  readonly path: ObjectPath;
  /** As the person wrote it, whether valid or not. */
  readonly configuration: Json;
  readonly isValid: boolean;
  /** Why it is not valid, for people. */
  readonly invalidMessage?: string;
  readonly title?: string;
  /** Who stored it: the key of an account. */
  readonly account: string;
  readonly atMs: number;
}

/** An object of the inventory. */
export interface InventoryItem extends InventoryDraft {
  /** Given by the store, never used again. */
  readonly itemId: number;
  /** Whether the draft is what was last deployed; false for one that never was. */
  readonly isDeployed: boolean;
  /** Whether any version of it was ever deployed. */
  readonly hasDeployments: boolean;
}

/** A version on its way to a Controller. */
export interface NewDeployment {
  readonly itemId: number;
  readonly controllerId: string;
  readonly type: InventoryType;
  readonly path: ObjectPath;
  readonly versionId: string;
  readonly operation: 'deploy' | 'withdraw';
  /** What is deployed, in canonical form; absent for a withdrawal. */
  readonly configuration?: Json;
  readonly account: string;
  readonly atMs: number;
}

/** A version that was sent to a Controller. */
export interface Deployment extends NewDeployment {
  /** Given by the store, never used again. */
  readonly deploymentId: number;
  /** sent: the answer is not known yet. */
  readonly state: 'sent' | 'deployed' | 'refused';
  /** Why it was refused. */
  readonly message?: string;
}
