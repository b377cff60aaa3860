import { mount } from 'svelte';
import 'virtual:palette.css';
import './style.css';
import App from './App.svelte';
import { settings } from './state/settings.svelte';

await settings.start();
const place = document.getElementById('app');
if (place) {
  mount(App, { target: place });
}
