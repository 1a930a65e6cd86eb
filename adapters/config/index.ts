/** Settings from environment variables and files, parsed whole with every problem named. It knows no program's work. */
export { type BindAddress, isLoopback, parseBindAddress, printBindAddress } from './bind-address.ts';
export {
  type AgentSettings,
  type CockpitSettings,
  type ControllerSettings,
  cockpitId,
  dataRoot,
  type Environment,
  type ProgramName,
  readAgentSettings,
  readCockpitSettings,
  readControllerSettings,
} from './program-settings.ts';
export { settingsList } from './settings-list.ts';
