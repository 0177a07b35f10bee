export const moveArgument = {
  name: 'move-id',
  description: 'The id that "store moves" shows; default: the last move.',
};
