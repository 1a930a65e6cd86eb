import { z } from 'zod';
import { generalSettings } from '../../answers/general-settings.ts';
import { flag, given, text, wholeNumber } from '../../fields/js7-field.ts';
import { controllerId } from '../../fields/selectors.ts';

/** What a configuration is for. Only `IAM` is kept: the settings of Identity Services. */
export const configurationTypes = [
  'CUSTOMIZATION',
  'IGNORELIST',
  'PROFILE',
  'SETTING',
  'GLOBALS',
  'IAM',
  'GIT',
  'APPROVAL',
] as const;

/**
 * Which configuration is meant: an id, or type, object type and name. Of the type `IAM` the object type `GENERAL` is
 * that of all Identity Services; otherwise it is the type of the service that `name` names.
 */
export const configurationSelectors = {
  id: given(wholeNumber()),
  configurationType: given(z.enum(configurationTypes)),
  objectType: given(text()),
  name: given(text()),
  controllerId,
  account: given(text()),
  shared: given(flag()),
};

/** A configuration as an answer shows it. */
export const configurationAnswer = z.strictObject({
  /** 0 where nothing is stored. */
  id: z.int().min(0),
  configurationType: z.enum(configurationTypes),
  objectType: z.string(),
  name: z.string(),
  shared: z.boolean(),
  /** JSON in a text, `{}` where nothing is stored; secrets in it are masked. */
  configurationItem: z.string(),
  /** Our own, for `GENERAL`: what is in force. */
  effective: generalSettings.optional(),
});
