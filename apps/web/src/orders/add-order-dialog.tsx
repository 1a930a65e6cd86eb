import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { ask } from '../api/ask.ts';
import { CallRefused } from '../api/refusal.ts';
import { Action } from '../elements/action.tsx';
import { say } from '../elements/announcer.tsx';
import { Dialog } from '../elements/dialog.tsx';
import { Form } from '../elements/form.tsx';
import { RefusalNote } from '../elements/refusal-note.tsx';
import { useControllerId } from '../session/controller.tsx';
import { useMe } from '../session/me.tsx';
import { useReasonRule } from '../session/reason-rule.ts';
import { text } from '../texts/text.ts';
import { useWorkflow, useWorkflows } from '../workflows/workflows-query.ts';
import { keepInput, keptInput, noInput, type OrderInput } from './kept-input.ts';
import { ParameterField } from './parameter-field.tsx';
import { furtherArguments, type Parameter, parametersOf, valueToSend } from './parameters.ts';

/** Asks for all that a new order needs and adds it. */
export default function AddOrderDialog(props: {
  readonly workflow: string | undefined;
  readonly onClose: () => void;
}): ReactNode {
  const controllerId = useControllerId();
  const { timeZone } = useMe();
  const navigate = useNavigate();
  const mustSayWhy = useReasonRule();
  const workflows = useWorkflows().data ?? [];
  const [path, setPath] = useState(props.workflow ?? '');
  const chosen = path === '' && workflows.length === 1 ? (workflows[0]?.path ?? '') : path;
  const workflow = useWorkflow(chosen === '' ? undefined : chosen);
  const further = furtherArguments(workflow.data?.orderPreparation, text('addOrder.further'));
  const parameters = [
    ...parametersOf(workflow.data?.orderPreparation),
    ...(further === undefined ? [] : [further]),
  ];
  const [input, setInput] = useState(() => keptInput(chosen) ?? noInput);
  const [isRestored, setRestored] = useState(() => keptInput(chosen) !== undefined);
  const [isTried, setTried] = useState(false);
  const { typed, name, when, date, reason } = input;
  const put = (change: Partial<OrderInput>) => {
    const next = { ...input, ...change };
    setInput(next);
    keepInput(chosen, next);
  };
  const take = (workflow: string) => {
    setPath(workflow);
    setInput(keptInput(workflow) ?? noInput);
    setRestored(keptInput(workflow) !== undefined);
    setTried(false);
  };
  const startAnew = () => {
    keepInput(chosen, undefined);
    take(chosen);
  };

  const fieldText = (parameter: Parameter) => typed[parameter.name] ?? parameter.initial;
  const values = parameters.map((parameter) => ({
    parameter,
    ...valueToSend(parameter, fieldText(parameter)),
  }));
  const faults = new Map(
    values.flatMap((one) => ('fault' in one ? [[one.parameter.name, one.fault] as const] : [])),
  );
  const dateFault = when === 'at' && !/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(date);
  const reasonFault = mustSayWhy && reason.trim() === '';
  const nameFault = name !== '' && !/^[\p{L}_$][\p{L}\p{N}_$-]{0,29}$/u.test(name);

  const add = useMutation({
    mutationFn: () =>
      ask('orders.add', {
        controllerId,
        orders: [
          {
            workflowPath: chosen,
            ...(name === '' ? {} : { orderName: name }),
            ...(when === 'now'
              ? {}
              : { scheduledFor: when === 'never' ? 'never' : date.replace('T', ' '), timeZone }),
            arguments: argumentsOf(values, further),
          },
        ],
        ...(reason.trim() === '' ? {} : { auditLog: { comment: reason.trim() } }),
      }),
    onSuccess: ({ orderIds }) => {
      keepInput(chosen, undefined);
      say(text('addOrder.done', { orderId: orderIds[0] ?? '' }));
      props.onClose();
      void navigate({ to: '/orders', search: { order: orderIds[0] } as never });
    },
  });
  const submit = () => {
    setTried(true);
    if (chosen === '' || faults.size > 0 || dateFault || reasonFault || nameFault) {
      requestAnimationFrame(() => document.querySelector<HTMLElement>('dialog [aria-invalid=true]')?.focus());
      return;
    }
    add.mutate();
  };

  return (
    <Dialog title={text('addOrder.title')} onClose={props.onClose} wide>
      <Form onSubmit={submit}>
        <NativeSelect
          label={text('orders.columns.workflow')}
          required
          value={chosen}
          error={isTried && chosen === '' ? text('addOrder.noWorkflow') : undefined}
          onChange={(event) => take(event.currentTarget.value)}
          data={[
            { value: '', label: text('addOrder.choose') },
            ...workflows.map((one) => ({ value: one.path, label: one.path })),
          ]}
        />
        {isRestored && (
          <p className="restored" role="status">
            {text('addOrder.kept')} <Action onClick={startAnew}>{text('addOrder.anew')}</Action>
          </p>
        )}
        {parameters.length > 0 && (
          <fieldset className="arguments">
            <legend>{text('orders.tabs.arguments')}</legend>
            <div className="form-grid">
              {parameters.map((parameter) => (
                <ParameterField
                  key={`${chosen} ${parameter.name}`}
                  parameter={parameter}
                  value={fieldText(parameter)}
                  fault={isTried ? faults.get(parameter.name) : undefined}
                  onChange={(value) => put({ typed: { ...typed, [parameter.name]: value } })}
                />
              ))}
            </div>
          </fieldset>
        )}
        <div className="form-grid">
          <TextInput
            label={text('addOrder.name.label')}
            description={text('addOrder.name.help')}
            error={nameFault ? text('addOrder.name.fault') : undefined}
            value={name}
            maxLength={30}
            spellCheck={false}
            onChange={(event) => put({ name: event.currentTarget.value })}
          />
          <NativeSelect
            label={text('addOrder.when.label')}
            description={text('addOrder.when.help', { zone: timeZone })}
            value={when}
            onChange={(event) => put({ when: event.currentTarget.value as OrderInput['when'] })}
            data={(['now', 'at', 'never'] as const).map((value) => ({
              value,
              label: text(`addOrder.when.${value}`),
            }))}
          />
          {when === 'at' && (
            <TextInput
              type="datetime-local"
              step={1}
              label={text('addOrder.date', { zone: timeZone })}
              required
              error={isTried && dateFault ? text('addOrder.noDate') : undefined}
              value={date}
              onChange={(event) => put({ date: event.currentTarget.value })}
            />
          )}
        </div>
        <Textarea
          label={text('reason.label')}
          description={text(mustSayWhy ? 'reason.needed' : 'reason.help')}
          required={mustSayWhy}
          error={isTried && reasonFault ? text('reason.missing') : undefined}
          rows={2}
          maxLength={2000}
          value={reason}
          onChange={(event) => put({ reason: event.currentTarget.value })}
        />
        {(add.error !== null || workflow.error !== null) && (
          <RefusalNote error={add.error ?? workflow.error} what={text(whatFailed(add.error))} />
        )}
        <footer className="dialog-foot">
          <Action size="sm" onClick={props.onClose}>
            {text('common.back')}
          </Action>
          <Action size="sm" type="submit" kind="main" isBusy={add.isPending}>
            {text('orders.add')}
          </Action>
        </footer>
      </Form>
    </Dialog>
  );
}

/** The arguments as they are sent; those that are not declared stand beside the declared ones. */
function argumentsOf(
  values: readonly ({ readonly parameter: Parameter } & ReturnType<typeof valueToSend>)[],
  further: Parameter | undefined,
): Readonly<Record<string, unknown>> {
  const declared: Record<string, unknown> = {};
  let others: object = {};
  for (const one of values) {
    if (!('value' in one) || one.value === undefined) continue;
    if (one.parameter === further) others = one.value ?? {};
    else declared[one.parameter.name] = one.value;
  }
  return { ...others, ...declared };
}

/** Without an answer nobody knows whether it was added; everything else was refused whole. */
function whatFailed(error: Error | null) {
  if (error === null) return 'addOrder.workflowUnread' as const;
  const isUnknown = error instanceof CallRefused && error.facts.status === 0;
  return isUnknown ? ('addOrder.unknown' as const) : ('addOrder.refused' as const);
}
