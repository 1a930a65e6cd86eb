/** The version of everything in this package. Both ends say theirs when they couple; unequal ones refuse each other. */
export const nodeApiVersion = 1;
