/** What the command line understands: every command with its options, and what it calls. */
import { Command } from 'commander';
import type { CommandContext } from './client/command-context.ts';
import type { AuditPorts } from './commands/audit/audit-ports.ts';
import { auditKeysCommand } from './commands/audit/keys.ts';
import { auditVerifyCommand } from './commands/audit/verify.ts';
import { caTrustCommand } from './commands/ca-trust.ts';
import { doctorCommand } from './commands/doctor/doctor.ts';
import type { DoctorPorts } from './commands/doctor/doctor-ports.ts';
import { logCommand } from './commands/log.ts';
import { loginCommand, logoutCommand } from './commands/login.ts';
import { orderAddCommand, orderCancelCommand, orderListCommand } from './commands/order.ts';
import { rescueCommand } from './commands/rescue/rescue.ts';
import type { RescuePorts } from './commands/rescue/rescue-ports.ts';
import { versionCommand } from './commands/version.ts';
import { type WhyOptions, whyCommand } from './commands/why.ts';
import type { ExitCode } from './exit-codes.ts';

/** What commands need of the composition root. */
export interface CommandPorts {
  readonly version: string;
  readonly contextFor: (json: boolean) => CommandContext;
  readonly up: (once: boolean) => Promise<ExitCode>;
  /** The file that holds the root of the Cockpit's HTTPS certificate. */
  readonly httpsRootFile: string;
  readonly audit: AuditPorts;
  readonly doctor: () => DoctorPorts;
  readonly rescue: () => RescuePorts;
}

/** The whole command line. `end` is told the exit code of commands that may end with another one than 0. */
export function commandLine(ports: CommandPorts, end: (code: ExitCode) => void): Command {
  const program = new Command('interlock')
    .description('Workload automation that can stand before an auditor.')
    .exitOverride()
    .showHelpAfterError('(interlock --help says what there is)')
    .addHelpText(
      'after',
      '\nExit codes: 0 done · 1 failed · 2 usage · 3 not there · 4 refused · 5 can not be reached · 78 wrong Node',
    );
  /** A command with the options that all have, whose action gets its context. */
  const command = (parent: Command, name: string, description: string) =>
    parent.command(name).description(description).option('--json', 'print the result as JSON').exitOverride();
  const contextOf = (options: { readonly json?: boolean }) => ports.contextFor(options.json === true);

  command(program, 'up', 'start Cockpit, Controller and Agent, and stay until Ctrl-C')
    .option('--once', 'on free ports and in a temporary folder; ends when the first order has ended')
    .action(async (options: { readonly once?: boolean }) => end(await ports.up(options.once === true)));

  command(program, 'login', 'log in and keep the session for the commands that follow')
    .option('--url <address>', 'the address of the Cockpit (default http://localhost:4446)')
    .option('--account <name>', 'the account')
    .option('--ca <file>', "certificates that the Cockpit's HTTPS is held against")
    .option(
      '--password-stdin',
      'read the password from standard input; a second line is the new one, where it is demanded',
    )
    .action((options) => loginCommand(contextOf(options), options));
  command(program, 'logout', 'end the session').action((options) => logoutCommand(contextOf(options)));

  const order = program.command('order').description('orders');
  command(order, 'add', 'add an order')
    .argument('<workflow>', 'path or name')
    .option('--arg <name=value...>', 'an argument of the order')
    .option('--order-id <id>', 'the whole id: repeating the command is then one order')
    .option('--name <name>', 'the name within the id')
    .option('--at <when>', 'when it starts: now, "now + 00:10", "2026-12-24 18:00", never')
    .option('--reason <text>', 'why, for the audit trail')
    .option('--controller <id>', 'the Controller')
    .action((workflow: string, options) => orderAddCommand(contextOf(options), workflow, options));
  command(order, 'list', 'list orders')
    .option('--state <state...>', 'only these states')
    .option('--workflow <path>', 'only this workflow')
    .option('--controller <id>', 'the Controller')
    .action((options) => orderListCommand(contextOf(options), options));
  command(order, 'cancel', 'cancel orders, all or none')
    .argument('<orderId...>')
    .option('--kill', 'end their processes')
    .option('--reason <text>', 'why, for the audit trail')
    .option('--controller <id>', 'the Controller')
    .action((orderIds: readonly string[], options) =>
      orderCancelCommand(contextOf(options), orderIds, options),
    );

  command(program, 'log', 'print the log of an order')
    .argument('<orderId>')
    .option('-f, --follow', 'until the order is over')
    .option('--controller <id>', 'the Controller')
    .action(async (orderId: string, options) => end(await logCommand(contextOf(options), orderId, options)));

  command(program, 'why', 'say why an account may or may not do something, and what would turn the answer')
    .option('--reference <id>', 'the reference of a refusal; given alone')
    .option('--permission <name>', 'what is asked about, such as sos:products:controller:orders:cancel')
    .option('--account <name>', 'whose rights (default: your own)')
    .option('--service <name>', 'the Identity Service of the account (default: that of your own)')
    .option('--controller <id>', 'the Controller')
    .option('--folder <path>', 'the folder')
    .option('--object <path>', 'an object, which stands for its folder')
    .option('--order <id>', 'an order, which stands for the folder of its workflow')
    .addHelpText('after', '\nExit codes: 0 allowed · 1 not allowed · 3 no such reference or account')
    .action(async (options: WhyOptions & { readonly json?: boolean }) => {
      const { json: _, ...question } = options;
      end(await whyCommand(contextOf(options), question));
    });

  const ca = program.command('ca').description("the roots of Interlock's certificates");
  command(ca, 'trust', "export the root of the Cockpit's HTTPS certificate, and say how to trust it")
    .option('-o, --output <file>', 'where to', 'interlock-root.pem')
    .action((options) => caTrustCommand(contextOf(options), ports.httpsRootFile, options));

  const audit = program.command('audit').description('the audit trail');
  command(audit, 'verify', 'verify the audit chains against their witnesses, whether the programs run or not')
    .option('--data <folder>', 'the data folder (default: INTERLOCK_DATA, or data in the current folder)')
    .option('--keys <file...>', "public keys that are trusted in place of the programs' own")
    .option('--witness <file...>', 'witness files in place of those that the settings name')
    .action(async (options) => end(await auditVerifyCommand(contextOf(options), ports.audit, options)));
  command(audit, 'keys', 'export the public keys of the audit chains, for an auditor')
    .option('-o, --output <file>', 'where to', 'interlock-audit-keys.json')
    .option('--data <folder>', 'the data folder')
    .action((options) => auditKeysCommand(contextOf(options), ports.audit, options));

  command(program, 'doctor', 'look whether this installation is sound, and say what to do').action(
    async (options) => end(await doctorCommand(contextOf(options), ports.doctor())),
  );

  command(
    program,
    'rescue',
    'give an account all rights and a one-time password, as the owner of the data folder',
  )
    .option('--account <name>', 'the account; it is made where it is not there', 'root')
    .action((options) => rescueCommand(contextOf(options), ports.rescue(), options));

  command(program, 'version', 'say which Interlock and which Node this is').action((options) =>
    versionCommand(contextOf(options), ports.version),
  );
  return program;
}
