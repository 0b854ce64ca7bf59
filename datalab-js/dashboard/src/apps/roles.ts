import type { Role } from './apps';

export const roleNames: Record<Role, string> = { OWNER: 'Owner', EDITOR: 'Editor', VIEWER: 'Viewer' };

/** What a role may do, in a few words. */
export const roleTells: Record<Role, string> = {
  OWNER: 'may everything, tokens and members too',
  EDITOR: 'changes the setup and imports',
  VIEWER: 'reads',
};
