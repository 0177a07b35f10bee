import { Button } from '@mantine/core';
import { Link } from 'wouter';

import { NothingYet } from '../pieces/nothing-yet.js';
import { PageTitle } from '../pieces/page-title.js';

/** An address that is no page. */
export function NoSuchPage() {
  return (
    <>
      <PageTitle title="No such page" />
      <NothingYet
        title="Nothing is here"
        action={
          <Button component={Link} href="/">
            To the first page
          </Button>
        }
      >
        The address may have been cut, or what it showed is gone.
      </NothingYet>
    </>
  );
}
