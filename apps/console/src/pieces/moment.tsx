import { Text, type TextProps } from '@mantine/core';

import { showAge, showMoment } from './texts.js';

/** How long ago; the moment itself, in the reader's zone, stands in the tooltip. */
export function Moment({ at, ...text }: { at: string } & TextProps) {
  return (
    <Text span size="sm" {...text}>
      <time dateTime={at} title={showMoment(at)}>
        {showAge(at)}
      </time>
    </Text>
  );
}
