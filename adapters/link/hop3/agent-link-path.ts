/** Where the Agent takes the upgrade to hop 3. */
export const agentLinkPath = '/agent/link';
