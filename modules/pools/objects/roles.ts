/** Roles of the code; those of the workspace come beside them. */
export const roles = ['administrator', 'manager', 'rep', 'finance', 'readonly'] as const
