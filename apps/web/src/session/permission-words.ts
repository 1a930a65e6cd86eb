/** A permission as a person reads it: without the prefix that they all have. */
export function permissionWords(permission: string): string {
  return permission.replace(/^sos:products:/, '');
}
