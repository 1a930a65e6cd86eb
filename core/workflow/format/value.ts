/**
 * What an argument, a variable or an expression can hold: JSON without null. Numbers are IEEE 754 doubles, always
 * finite; whole numbers beyond ±(2⁵³ − 1) are refused at every border, so that no id is ever rounded.
 */
export type Value = string | number | boolean | readonly Value[] | { readonly [name: string]: Value };

/** Values by name: arguments of an order, variables, return values of a step. */
export type NamedValues = Readonly<Record<string, Value>>;
