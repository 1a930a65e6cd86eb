import { createContext, type ReactNode, useContext } from 'react';

const ControllerContext = createContext<string | undefined>(undefined);

/** Says which Controller is in use to all that stands inside. */
export function ControllerProvider(props: {
  readonly controllerId: string | undefined;
  readonly children: ReactNode;
}): ReactNode {
  return <ControllerContext value={props.controllerId}>{props.children}</ControllerContext>;
}

/** The Controller in use; none while there is none, or none that the account may view. */
export function useControllerId(): string | undefined {
  return useContext(ControllerContext);
}
