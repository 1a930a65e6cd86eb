import { permissions as allPermissions } from '@interlock/iam';
import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ask } from '../api/ask.ts';
import { ChangeDialog, type GivenReason } from '../elements/change-dialog.tsx';
import { PermissionPicker } from '../permissions/permission-picker.tsx';
import { useMe } from '../session/me.tsx';
import { text } from '../texts/identity-text.ts';
import { type FolderInput, FolderRows, isFolder } from './folder-rows.tsx';
import type { TokenOwner } from './tokens-query.ts';
import './tokens.css';

const lives = [7, 30, 90, 180, 365] as const;

/** Makes an API token, whose value is handed to `onDone` and kept nowhere. */
export default function CreateTokenDialog(props: {
  readonly owner: TokenOwner;
  readonly onDone: (made: { readonly name: string; readonly value: string }) => void;
  readonly onClose: () => void;
}): ReactNode {
  const me = useMe();
  const isOwn = props.owner.accountName === undefined;
  const [name, setName] = useState('');
  const [days, setDays] = useState<number>(90);
  const [limitsRights, setLimitsRights] = useState(true);
  const [rights, setRights] = useState<ReadonlySet<string>>(new Set());
  const [limitsFolders, setLimitsFolders] = useState(false);
  const [folders, setFolders] = useState<readonly FolderInput[]>([{ id: 1, folder: '', recursive: true }]);
  const [isTried, setTried] = useState(false);
  const fresh = name.trim();
  const lacksRights = limitsRights && rights.size === 0;
  const foldersAreGood =
    !limitsFolders || (folders.length > 0 && folders.every(({ folder }) => isFolder(folder)));

  const change = (reason: GivenReason) =>
    ask('iam.token.create', {
      ...props.owner,
      name: fresh,
      expiresInDays: days,
      ...(limitsRights ? { permissions: [...rights] } : {}),
      ...(limitsFolders
        ? { folders: folders.map(({ folder, recursive }) => ({ folder: folder.trim(), recursive })) }
        : {}),
      ...reason,
    });
  return (
    <ChangeDialog
      wide
      title={
        isOwn
          ? text('tokens.create.title')
          : text('tokens.create.titleFor', { name: props.owner.accountName ?? '' })
      }
      what={text('tokens.create.what')}
      verb={text('tokens.create.verb')}
      onTry={() => {
        setTried(true);
        return fresh !== '' && !lacksRights && foldersAreGood;
      }}
      change={change}
      onDone={({ value }) => props.onDone({ name: fresh, value })}
      onClose={props.onClose}
    >
      <div className="form-grid">
        <TextInput
          label={text('tokens.columns.name')}
          description={text('tokens.create.nameHelp')}
          required
          maxLength={100}
          autoComplete="off"
          error={isTried && fresh === '' ? text('tokens.create.nameMissing') : undefined}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NativeSelect
          label={text('tokens.create.life')}
          description={text('tokens.create.lifeHelp')}
          data={lives.map((life) => ({
            value: String(life),
            label: text('tokens.create.days', { count: life }),
          }))}
          value={String(days)}
          onChange={(event) => setDays(Number(event.currentTarget.value))}
        />
      </div>
      <Checkbox
        label={text('tokens.create.limitRights')}
        description={text('tokens.create.limitRightsHelp')}
        checked={limitsRights}
        onChange={(event) => setLimitsRights(event.currentTarget.checked)}
      />
      {limitsRights && (
        <>
          <PermissionPicker
            label={text('tokens.create.rights')}
            offered={isOwn ? me.permissions : allPermissions}
            chosen={rights}
            onChange={setRights}
          />
          {isTried && lacksRights && <p className="field-fault">{text('tokens.create.rightsMissing')}</p>}
        </>
      )}
      <Checkbox
        label={text('tokens.create.limitFolders')}
        description={text('tokens.create.limitFoldersHelp')}
        checked={limitsFolders}
        onChange={(event) => setLimitsFolders(event.currentTarget.checked)}
      />
      {limitsFolders && <FolderRows folders={folders} isTried={isTried} onChange={setFolders} />}
    </ChangeDialog>
  );
}
