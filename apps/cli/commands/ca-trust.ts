import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { CliFault } from '../client/cli-fault.ts';
import { type CommandContext, printResult } from '../client/command-context.ts';
import { exitCodes } from '../exit-codes.ts';

/** Options of `interlock ca trust`. */
export interface CaTrustOptions {
  readonly output: string;
}

/** Exports the root of the Cockpit's HTTPS certificate and says how each system comes to trust it. */
export function caTrustCommand(context: CommandContext, rootFile: string, options: CaTrustOptions): void {
  if (!existsSync(rootFile))
    throw new CliFault(
      exitCodes.notFound,
      `${rootFile} is not there: start Interlock once, or say where its data are with INTERLOCK_DATA.`,
    );
  const certificate = certificateIn(readFileSync(rootFile, 'utf8'));
  const root = new X509Certificate(certificate);
  writeFileSync(options.output, certificate);
  const result = {
    file: options.output,
    sha256: root.fingerprint256,
    subject: root.subject,
    validTo: root.validTo,
  };
  printResult(context, result, [
    `Wrote ${options.output}`,
    `  ${root.subject.replaceAll('\n', ', ')}, valid until ${root.validTo}`,
    `  SHA-256 ${root.fingerprint256}`,
    'This root signs the one certificate of the Cockpit and can sign for no other host. Compare the fingerprint before you trust it. Then:',
    ...howTo(options.output).map((line) => `  ${line}`),
  ]);
}

/** The root's file holds its key as well; only the certificate leaves it. */
function certificateIn(pem: string): string {
  const [certificate] = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\n/.exec(pem) ?? [];
  if (certificate === undefined)
    throw new CliFault(exitCodes.failed, 'The file of the root holds no certificate.');
  return certificate;
}

function howTo(file: string): readonly string[] {
  return [
    `Debian, Ubuntu        sudo cp ${file} /usr/local/share/ca-certificates/interlock.crt && sudo update-ca-certificates`,
    `Fedora, RHEL          sudo cp ${file} /etc/pki/ca-trust/source/anchors/interlock.pem && sudo update-ca-trust`,
    `Chrome on Linux       certutil -d sql:$HOME/.pki/nssdb -A -t C,, -n Interlock -i ${file}`,
    'Firefox               Settings › Privacy & Security › Certificates › View Certificates › Authorities › Import, for websites',
    `macOS                 sudo security add-trusted-cert -d -r trustRoot -k /Library/Keychains/System.keychain ${file}`,
    `Windows (PowerShell)  Import-Certificate -FilePath ${file} -CertStoreLocation Cert:\\CurrentUser\\Root`,
    `curl                  curl --cacert ${file} https://localhost:4443`,
    `interlock             npx interlock login --url https://localhost:4443 --ca ${file}`,
  ];
}
