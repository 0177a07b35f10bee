/** Something answered as the API would not: a login page, another program's port, another version. */
export class ForeignAnswer extends Error {
  override name = 'ForeignAnswer';

  constructor(
    readonly response: Pick<Response, 'url' | 'status' | 'statusText'>,
    /** Where it is wrong, when it is nearly an answer: `items[0].id`. */
    readonly fault = '',
    options?: ErrorOptions,
  ) {
    super(
      `${response.url} answered ${response.status} in a form that Storehand does not use`,
      options,
    );
  }
}
