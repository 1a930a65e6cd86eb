import { IconPencil, IconTrash } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Action } from '../elements/action.tsx';
import { Pill } from '../elements/pill.tsx';
import { text } from '../texts/rights-text.ts';
import { lackFor, type ServiceRow } from './services-query.ts';

/** One Identity Service in its place. */
export function ServiceLine(props: {
  readonly service: ServiceRow;
  readonly place: number;
  readonly onAct: (kind: 'edit' | 'rename' | 'delete') => void;
}): ReactNode {
  const { service, onAct } = props;
  const name = service.identityServiceName;
  const lack = lackFor(service);
  return (
    <div className="service" data-off={service.disabled || undefined}>
      <span className="service-place" aria-hidden>
        {props.place}
      </span>
      <div className="service-words">
        <p className="service-name">
          <strong>{name}</strong> <span className="faint">{service.identityServiceType}</span>
          <States service={service} />
        </p>
        {!service.usable && service.unusableReason !== undefined && (
          <p className="service-reason">{service.unusableReason}</p>
        )}
        <p className="service-links">
          {service.accountCount !== undefined && (
            <Link to="/identity/accounts" search={{ service: name } as never}>
              {text('services.accounts', { count: service.accountCount })}
            </Link>
          )}
          <Link to="/identity/roles" search={{ service: name } as never}>
            {text('services.roles', { count: service.roleCount })}
          </Link>
          {service.secondFactorIdentityServiceName !== undefined && (
            <span className="quiet">
              {text('services.second', { service: service.secondFactorIdentityServiceName })}
            </span>
          )}
        </p>
      </div>
      <div className="service-tools">
        <Action lack={lack} icon={<IconPencil size={14} aria-hidden />} onClick={() => onAct('edit')}>
          {text('services.edit.verb')}
          <span className="unseen"> {name}</span>
        </Action>
        <Action lack={lack} onClick={() => onAct('rename')}>
          {text('services.rename.verb')}
          <span className="unseen"> {name}</span>
        </Action>
        <Action lack={lack} icon={<IconTrash size={14} aria-hidden />} onClick={() => onAct('delete')}>
          {text('services.delete.verb')}
          <span className="unseen"> {name}</span>
        </Action>
      </div>
    </div>
  );
}

function States({ service }: { readonly service: ServiceRow }): ReactNode {
  return (
    <span className="service-states">
      {service.disabled ? (
        <Pill hue="slate" icon="cancelled">
          {text('services.state.disabled')}
        </Pill>
      ) : service.usable ? (
        <Pill hue="green" icon="finished">
          {text('services.state.usable')}
        </Pill>
      ) : (
        <Pill hue="red" icon="failed">
          {text('services.state.unusable')}
        </Pill>
      )}
      {service.required && (
        <Pill hue="blue" icon="blocked">
          {text('services.state.required')}
        </Pill>
      )}
      {service.secondFactor && (
        <Pill hue="violet" icon="prompting">
          {text('services.state.secondFactor')}
        </Pill>
      )}
      {service.serviceAuthenticationScheme === 'TWO-FACTOR' && (
        <Pill hue="violet" icon="prompting">
          {text('services.state.twoFactor')}
        </Pill>
      )}
    </span>
  );
}
