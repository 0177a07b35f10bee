export const arrows: { name: string }[];
