// The application: finds the session, reads who is logged in, and shows the page of the address.

import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { ask, setSession } from './api/ask.ts';
import { CallRefused } from './api/refusal.ts';
import { eventApplier } from './live/apply-events.ts';
import type { StreamState } from './live/event-reader.ts';
import { listenToStream } from './live/leader.ts';
import { setStreamState } from './live/live-state.ts';
import './look/app.css';
import { StartFailed, Starting } from './frame/starting.tsx';
import { router } from './router.tsx';
import { keepAlive } from './session/activity.ts';
import { ControllerProvider } from './session/controller.tsx';
import { leave, openSession } from './session/current-session.ts';
import { type Me, MeProvider } from './session/me.tsx';
import { meQuery } from './session/me-query.ts';

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // What was refused is refused again; only what got no answer is worth another try.
      retry: (failures, error) => failures < 1 && error instanceof CallRefused && error.facts.status === 0,
    },
  },
});

function Application(): ReactNode {
  const me = useQuery(meQuery);
  const controllers = useQuery({
    queryKey: ['controller-ids'],
    queryFn: ({ signal }) => controllerInUse(signal),
    enabled: me.data !== undefined,
  });
  const account = me.data;
  useEffect(() => {
    if (account?.mustChangePassword) leave();
  }, [account?.mustChangePassword]);
  if (me.error !== null && account === undefined)
    return <StartFailed error={me.error} onRetry={() => void me.refetch()} />;
  if (account === undefined || account.mustChangePassword || controllers.isPending) return <Starting />;
  return (
    <MeProvider me={account}>
      <ControllerProvider controllerId={controllers.data}>
        <Live me={account} />
        <RouterProvider router={router} />
      </ControllerProvider>
    </MeProvider>
  );
}

/** The Controller in use: the one that the account chose last, else the first that it may view. */
async function controllerInUse(signal: AbortSignal): Promise<string | undefined> {
  try {
    const { selected, controllerIds } = await ask('controller.ids', {}, { signal, background: true });
    return selected ?? controllerIds[0];
  } catch (error) {
    // An account that may view none has a page all the same.
    if (error instanceof CallRefused && error.facts.status === 403) return undefined;
    throw error;
  }
}

/** Keeps the page up to date and the session alive. */
function Live({ me }: { readonly me: Me }): ReactNode {
  useEffect(() => {
    const end = new AbortController();
    let wasBroken = false;
    const onState = (state: StreamState) => {
      setStreamState(state);
      // What happened in between may have been missed.
      if (state.kind === 'live' && wasBroken) void client.invalidateQueries();
      wasBroken = state.kind === 'broken' || (wasBroken && state.kind !== 'live');
    };
    listenToStream({ onEvent: eventApplier(client), onState, sessionOver: () => leave('ended') }, end.signal);
    return () => end.abort();
  }, []);
  useEffect(() => keepAlive(me.touchSeconds), [me.touchSeconds]);
  return null;
}

const session = await openSession();
if (session === undefined) leave();
else {
  setSession({ pageValue: session.pageValue, over: () => session.end('ended') });
  const root = document.getElementById('root');
  if (root !== null)
    createRoot(root).render(
      <QueryClientProvider client={client}>
        <Application />
      </QueryClientProvider>,
    );
}
