/** What a question can be broken down by, by the field's name. */
export const DIMENSIONS: readonly { readonly value: string; readonly name: string }[] = [
  { value: 'device', name: 'Device' },
  { value: 'browser', name: 'Browser' },
  { value: 'os', name: 'Operating system' },
  { value: 'language', name: 'Language' },
  { value: 'screen', name: 'Screen' },
  { value: 'visitorType', name: 'New or returning' },
  { value: 'channel', name: 'Channel' },
  { value: 'campaign', name: 'Campaign' },
  { value: 'referrer', name: 'Referrer' },
  { value: 'utm.source', name: 'UTM source' },
  { value: 'utm.medium', name: 'UTM medium' },
  { value: 'utm.campaign', name: 'UTM campaign' },
  { value: 'utm.term', name: 'UTM term' },
  { value: 'utm.content', name: 'UTM content' },
  { value: 'page', name: 'Page' },
];

const PROPERTY = 'properties.';

/** How a dimension is called on screen. */
export function dimensionName(field: string): string {
  return (
    DIMENSIONS.find((it) => it.value === field)?.name ??
    (field.startsWith(PROPERTY) ? `Property “${field.slice(PROPERTY.length)}”` : field)
  );
}

/** How a value of a dimension is called; what has none says so. */
export function valueName(value: string): string {
  return value === '' ? 'None' : value;
}
