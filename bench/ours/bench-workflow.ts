/** A workflow of one shell job, `parallelism` of which run at once. */
export function benchWorkflow(path: string, script: string, parallelism: number) {
  return {
    path,
    objectType: 'WORKFLOW',
    configuration: {
      instructions: [{ TYPE: 'Execute.Named', jobName: 'job', label: 'job' }],
      jobs: { job: { agentName: 'agent', parallelism, executable: { TYPE: 'ShellScript', script } } },
    },
  } as const;
}
