import type { AgentAnswer } from '@interlock/cockpit-api';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ask } from '../api/ask.ts';
import { controllerHealth, useControllers } from '../frame/controllers-query.ts';
import type { Hue } from '../look/state-look.ts';
import { useControllerId } from '../session/controller.tsx';
import { type TextKey, text } from '../texts/text.ts';
import { Board } from './board.tsx';

const agentHues: Readonly<Record<AgentAnswer['state']['_text'], Hue>> = {
  COUPLED: 'green',
  RESETTING: 'amber',
  RESET: 'amber',
  INITIALISED: 'amber',
  COUPLINGFAILED: 'red',
  SHUTDOWN: 'red',
  UNKNOWN: 'slate',
};

/** The Controller and its Agents: well or not, and why. */
export function Programs(): ReactNode {
  const controllerId = useControllerId();
  const controllers = useControllers();
  const agents = useAgents(controllerId);
  const controller = controllers.data?.find((one) => one.controllerId === controllerId);
  const health = controllerHealth(controller);
  return (
    <Board
      area="programs"
      title={text('dashboard.programs.title')}
      error={controllers.error ?? agents.error}
      unread={text('dashboard.programs.unread')}
      isLoading={controllers.isPending}
    >
      {controllerId === undefined ? (
        <p className="board-none">{text('dashboard.programs.none')}</p>
      ) : (
        <ul className="rows">
          <Program
            kind={text('dashboard.programs.controller')}
            name={controllerId}
            hue={health.hue}
            words={health.words}
            more={
              controller?.version === undefined
                ? ''
                : text('dashboard.programs.version', { version: controller.version })
            }
          />
          {(agents.data ?? []).map((agent) => (
            <Program
              key={agent.agentId}
              kind={text('dashboard.programs.agent')}
              name={agent.agentName}
              hue={agentHues[agent.state._text]}
              words={agent.errorMessage ?? text(`agentState.${agent.state._text}` as TextKey)}
              more={text('dashboard.programs.tasks', { count: agent.runningTasks })}
            />
          ))}
        </ul>
      )}
    </Board>
  );
}

function Program(props: {
  readonly kind: string;
  readonly name: string;
  readonly hue: Hue;
  readonly words: string;
  readonly more: string;
}): ReactNode {
  return (
    <li className="program" data-hue={props.hue}>
      <span className="dot" />
      <span className="program-name">
        {props.name} <span className="faint">{props.kind}</span>
      </span>
      <span className="faint">{props.more}</span>
      <span className="program-words">{props.words}</span>
    </li>
  );
}

function useAgents(controllerId: string | undefined) {
  const key = ['agents', controllerId];
  return useQuery({
    queryKey: key,
    enabled: controllerId !== undefined,
    refetchInterval: 30_000,
    queryFn: async ({ signal, client }) => {
      const background = client.getQueryData(key) !== undefined;
      return (await ask('agents', { controllerId, compact: true }, { signal, background })).agents;
    },
  });
}
