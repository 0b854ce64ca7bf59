import '@fontsource-variable/hanken-grotesk/wght.css';
import './theme/tokens.css';
import './ui/base.css';
import './theme/theme';
import './theme/nonce';
import { createApp } from 'vue';
import App from './shell/App.vue';
import { router } from './router';

createApp(App).use(router).mount('#app');
