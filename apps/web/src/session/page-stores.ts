import type { PageStores } from './page-value.ts';

/** The stores of this tab; reading the properties can throw where the browser forbids storage. */
export function pageStores(): PageStores {
  return {
    session: {
      getItem: (key) => sessionStorage.getItem(key),
      setItem: (key, value) => sessionStorage.setItem(key, value),
      removeItem: (key) => sessionStorage.removeItem(key),
    },
    local: {
      getItem: (key) => localStorage.getItem(key),
      setItem: (key, value) => localStorage.setItem(key, value),
      removeItem: (key) => localStorage.removeItem(key),
    },
  };
}
