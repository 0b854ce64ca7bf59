import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router';
import { session } from './session';

declare module 'vue-router' {
  interface RouteMeta {
    /** What the window is called. */
    title?: string;
    /** Open to whom is not signed in, and closed to whom is. */
    guest?: boolean;
  }
}

const routes: RouteRecordRaw[] = [
  {
    path: '/sign-in',
    name: 'sign-in',
    component: () => import('./people/SignInPage.vue'),
    meta: { guest: true, title: 'Sign in' },
  },
  {
    path: '/sign-up',
    name: 'sign-up',
    component: () => import('./people/SignUpPage.vue'),
    meta: { guest: true, title: 'Sign up' },
  },
  {
    path: '/',
    component: () => import('./shell/SignedIn.vue'),
    children: [
      { path: '', redirect: { name: 'apps' } },
      { path: 'apps', name: 'apps', component: () => import('./apps/AppsPage.vue'), meta: { title: 'Apps' } },
      {
        path: 'apps/new',
        name: 'new-app',
        component: () => import('./apps/NewAppPage.vue'),
        meta: { title: 'New app' },
      },
      {
        path: 'colleagues',
        name: 'colleagues',
        component: () => import('./people/ColleaguesPage.vue'),
        meta: { title: 'Colleagues' },
      },
      {
        path: 'apps/:app',
        component: () => import('./apps/AppPages.vue'),
        children: [
          { path: '', redirect: (to) => ({ name: 'live', params: to.params }) },
          { path: 'live', name: 'live', component: () => import('./live/LivePage.vue'), meta: { title: 'Live' } },
          {
            path: 'funnel',
            name: 'funnel',
            component: () => import('./funnel/FunnelPage.vue'),
            meta: { title: 'Funnel' },
          },
          { path: 'pages', name: 'pages', component: () => import('./pages/PagesPage.vue'), meta: { title: 'Pages' } },
          {
            path: 'elements',
            name: 'elements',
            component: () => import('./elements/ElementsPage.vue'),
            meta: { title: 'Elements' },
          },
          { path: 'setup', name: 'setup', component: () => import('./setup/SetupPage.vue'), meta: { title: 'Setup' } },
          { path: 'token', name: 'token', component: () => import('./token/TokenPage.vue'), meta: { title: 'Token' } },
          {
            path: 'members',
            name: 'members',
            component: () => import('./apps/MembersPage.vue'),
            meta: { title: 'Members' },
          },
        ],
      },
      {
        path: ':rest(.*)*',
        name: 'nowhere',
        component: () => import('./shell/NowherePage.vue'),
        meta: { title: 'Nothing here' },
      },
    ],
  },
];

export const router = createRouter({
  history: createWebHistory(),
  routes,
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? undefined : { top: 0 }),
});

router.beforeEach((to) => {
  if (to.meta.guest) {
    return session.user.value === null ? true : inside(to.query.next);
  }
  return session.user.value === null
    ? { name: 'sign-in', query: { next: to.fullPath === '/apps' ? undefined : to.fullPath } }
    : true;
});

/** Where to go after signing in: the address that was asked for, if it is one of this dashboard. */
export function inside(next: unknown): string {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : '/apps';
}
