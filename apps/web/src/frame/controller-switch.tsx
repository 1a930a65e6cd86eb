import { IconSelector } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ask } from '../api/ask.ts';
import { Menu } from '../elements/menu.tsx';
import { useControllerId } from '../session/controller.tsx';
import { text } from '../texts/text.ts';
import { controllerHealth, useControllers } from './controllers-query.ts';

/** Shows the Controller in use and whether it is well; where there are several, they can be switched. */
export function ControllerSwitch(): ReactNode {
  const controllerId = useControllerId();
  const client = useQueryClient();
  const controllers = useControllers().data ?? [];
  if (controllerId === undefined) return <span className="quiet">{text('frame.noController')}</span>;
  const health = controllerHealth(controllers.find((one) => one.controllerId === controllerId));
  const choose = async (id: string) => {
    await ask('controller.switch', { controllerId: id });
    await client.invalidateQueries();
  };
  return (
    <Menu
      label={text('frame.controller', { id: controllerId, health: health.words })}
      className="head-button"
      button={
        <>
          <span className="dot" data-hue={health.hue} />
          <span className="name">{controllerId}</span>
          <IconSelector size={14} aria-hidden />
        </>
      }
      facts={<span data-hue={health.hue}>{health.words}</span>}
      items={controllers.map((one) => ({
        id: one.controllerId,
        label: one.controllerId,
        checked: one.controllerId === controllerId,
        onSelect: () => void choose(one.controllerId),
      }))}
    />
  );
}
