import '@mantine/core/styles.css';
import './styles.css';

import { MantineProvider } from '@mantine/core';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { App } from './app.js';
import { memoryColours } from './frame/memory-colours.js';
import { allowStyles, styleNonce } from './frame/style-nonce.js';
import { theme } from './frame/theme.js';

allowStyles();
const place = document.getElementById('console');
if (place) {
  createRoot(place).render(
    <StrictMode>
      <MantineProvider
        theme={theme}
        defaultColorScheme="auto"
        colorSchemeManager={memoryColours()}
        getStyleNonce={styleNonce}
      >
        <App />
      </MantineProvider>
    </StrictMode>,
  );
}
