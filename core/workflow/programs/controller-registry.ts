import type { Result } from '@interlock/base';

/** A Controller that the Cockpit knows. */
export interface ControllerEntry {
  readonly controllerId: string;
  /** Given by the store, never used again; 1 and up. */
  readonly number: number;
  readonly title: string;
  /** Where it is dialled: `host:port`. */
  readonly address: string;
  /** Whether it has its certificates; one that has not waits to be joined. */
  readonly isJoined: boolean;
}

/** Keeps which Controllers there are, and which one an account has chosen. Fulfilled by `@interlock/store`, and by a fake. */
export interface ControllerRegistry {
  /** All, by id. */
  list(): Promise<readonly ControllerEntry[]>;
  find(controllerId: string): Promise<ControllerEntry | undefined>;
  /** Makes a Controller known, not joined. Refuses `DuplicateName` where it is known. */
  add(
    controller: Pick<ControllerEntry, 'controllerId' | 'title' | 'address'>,
  ): Promise<Result<ControllerEntry>>;
  /** Changes what is given of a known Controller. */
  update(
    controllerId: string,
    change: Partial<Pick<ControllerEntry, 'title' | 'address' | 'isJoined'>>,
  ): Promise<void>;
  /** The Controller that an account chose last; undefined where it chose none, or one that is no more. */
  selected(accountKey: string): Promise<string | undefined>;
  select(accountKey: string, controllerId: string): Promise<void>;
}
