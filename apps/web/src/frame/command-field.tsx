import { IconBinaryTree2, IconLogout, IconSearch, IconStack2, IconUserCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, type ReactNode, useDeferredValue, useEffect, useRef, useState } from 'react';
import { ask } from '../api/ask.ts';
import { identityViews, viewLabel } from '../identity/identity-views.ts';
import { matchesWords } from '../orders/order-filter.ts';
import { useControllerId } from '../session/controller.tsx';
import { logOut } from '../session/log-out.ts';
import { text } from '../texts/text.ts';
import { useWorkflows } from '../workflows/workflows-query.ts';
import './command-field.css';
import { PageIcon } from './page-icon.tsx';
import { pages } from './pages.ts';

interface Command {
  readonly id: string;
  readonly group: string;
  readonly label: string;
  readonly more?: string;
  readonly icon: ReactNode;
  readonly run: () => void;
}

const shownMax = 8;

/** Search and commands in one field: pages, workflows, orders and what can be done from anywhere. */
export default function CommandField({ onClose }: { readonly onClose: () => void }): ReactNode {
  const [words, setWords] = useState('');
  const [at, setAt] = useState(0);
  const dialog = useRef<HTMLDialogElement>(null);
  const commands = useCommands(useDeferredValue(words));
  const chosen = Math.min(at, commands.length - 1);
  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal();
  }, []);
  const run = (command: Command | undefined) => {
    if (command === undefined) return;
    onClose();
    command.run();
  };
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setAt((chosen + step + commands.length) % Math.max(1, commands.length));
    } else if (event.key === 'Enter') run(commands[chosen]);
  };
  return (
    <dialog ref={dialog} className="command-dialog" aria-label={text('frame.search')} onClose={onClose}>
      <div className="command-input">
        <IconSearch size={18} aria-hidden />
        <input
          autoFocus
          role="combobox"
          aria-expanded="true"
          aria-controls="commands"
          aria-activedescendant={commands[chosen] === undefined ? undefined : `command-${chosen}`}
          aria-label={text('frame.search')}
          placeholder={text('commands.placeholder')}
          value={words}
          onChange={(event) => {
            setWords(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKey}
        />
        <kbd>Esc</kbd>
      </div>
      <div id="commands" role="listbox" aria-label={text('commands.results')} className="command-list">
        {commands.map((command, index) => (
          <div key={command.id}>
            {commands[index - 1]?.group !== command.group && <p className="command-group">{command.group}</p>}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys of the list */}
            <div
              id={`command-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === chosen}
              className="command"
              onMouseMove={() => setAt(index)}
              onClick={() => run(command)}
            >
              {command.icon}
              <span className="command-label">{command.label}</span>
              {command.more !== undefined && <span className="command-more mono">{command.more}</span>}
            </div>
          </div>
        ))}
        {commands.length === 0 && <p className="command-none">{text('commands.none')}</p>}
      </div>
    </dialog>
  );
}

function useCommands(words: string): readonly Command[] {
  const navigate = useNavigate();
  const controllerId = useControllerId();
  const workflows = useWorkflows().data ?? [];
  const orders = useQuery({
    queryKey: ['search-orders', controllerId, words],
    enabled: controllerId !== undefined && words.trim().length >= 3,
    queryFn: ({ signal }) =>
      ask(
        'orders',
        {
          controllerId,
          regex: words.trim().replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'),
          compact: true,
          limit: 50,
        },
        { signal },
      ),
  });
  const icon = { size: 18, stroke: 1.6, 'aria-hidden': true } as const;
  const all: readonly Command[] = [
    ...pages.map((page) => ({
      id: page.id,
      group: text('commands.pages'),
      label: text(page.label),
      icon: <PageIcon id={page.id} size={18} />,
      run: () => void navigate({ to: page.path }),
    })),
    ...identityViews.map((view) => ({
      id: `identity ${view.id}`,
      group: text('pages.identity'),
      label: text(viewLabel(view)),
      icon: <PageIcon id="identity" size={18} />,
      run: () => void navigate({ to: view.path }),
    })),
    {
      id: 'account',
      group: text('commands.pages'),
      label: text('frame.ownAccount'),
      icon: <IconUserCircle {...icon} />,
      run: () => void navigate({ to: '/account' }),
    },
    ...workflows.map((one) => ({
      id: `workflow ${one.path}`,
      group: text('commands.workflows'),
      label: one.title ?? one.path,
      more: one.path,
      icon: <IconBinaryTree2 {...icon} />,
      run: () => void navigate({ to: '/workflows', search: { workflow: one.path } as never }),
    })),
    ...(orders.data?.orders ?? []).map((one) => ({
      id: `order ${one.orderId}`,
      group: text('commands.orders'),
      label: one.orderId,
      more: one.workflowId.path,
      icon: <IconStack2 {...icon} />,
      run: () => void navigate({ to: '/orders', search: { order: one.orderId } as never }),
    })),
    {
      id: 'logout',
      group: text('commands.session'),
      label: text('frame.logOut'),
      icon: <IconLogout {...icon} />,
      run: () => void logOut(),
    },
  ];
  return perGroup(all.filter((one) => matchesWords(`${one.label} ${one.more ?? ''}`, words)));
}

/** At most so many of each group. */
function perGroup(commands: readonly Command[]): readonly Command[] {
  const counts = new Map<string, number>();
  return commands.filter(({ group }) => {
    const count = (counts.get(group) ?? 0) + 1;
    counts.set(group, count);
    return count <= shownMax;
  });
}
