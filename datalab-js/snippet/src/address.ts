import { tab } from './tab';

/** An address as it is reported: of its query only UTM parameters and those that the app asks for. */
export const clean = (address: string): string => {
  const url = new URL(address);
  for (const name of [...url.searchParams.keys()]) {
    /^utm_/.test(name) || tab._allowed.includes(name) || url.searchParams.delete(name);
  }
  return `${url}`.slice(0, 2000);
};
