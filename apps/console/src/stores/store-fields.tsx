import { TextInput } from '@mantine/core';

/** What a store is called and where its storefront is. */
export function StoreFields({
  name,
  domain,
  onName,
  onDomain,
}: {
  name: string;
  domain: string;
  onName: (name: string) => void;
  onDomain: (domain: string) => void;
}) {
  return (
    <>
      <TextInput
        label="Name"
        placeholder="Pillow Store"
        value={name}
        onChange={(event) => onName(event.currentTarget.value)}
        maxLength={200}
        required
        data-autofocus
      />
      <TextInput
        label="Domain"
        description="Of its storefront, if it has one."
        placeholder="shop.example"
        value={domain}
        onChange={(event) => onDomain(event.currentTarget.value)}
        autoCapitalize="off"
        spellCheck={false}
      />
    </>
  );
}

/** The host name in what was written, which may be an address out of a browser. */
export const toDomain = (text: string): string | null =>
  text
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/[/:].*$/, '') || null;
