import { darkTheme, type GlobalThemeOverrides } from 'naive-ui';
import { computed } from 'vue';
import { theme } from './theme';

/** naive-ui in the colours of `tokens.css`. Its components compute shades, so they need values and not variables. */
export const naiveTheme = computed(() => (theme.dark.value ? darkTheme : null));

export const naiveOverrides = computed<GlobalThemeOverrides>(() => {
  // Read when the theme changes: the values stand on the root element by then.
  void theme.dark.value;
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    common: {
      fontFamily: token('sans'),
      fontFamilyMono: token('mono'),
      fontSize: '14px',
      fontSizeMedium: '14px',
      borderRadius: '6px',
      heightMedium: '36px',
      primaryColor: token('accent'),
      primaryColorHover: token('accent-strong'),
      primaryColorPressed: token('accent-strong'),
      primaryColorSuppl: token('accent'),
      textColorBase: token('text'),
      textColor1: token('text'),
      textColor2: token('text'),
      textColor3: token('quiet'),
      placeholderColor: token('quiet'),
      borderColor: token('field-line'),
      dividerColor: token('line'),
      hoverColor: token('hover'),
      inputColor: token('surface'),
      inputColorDisabled: token('sunken'),
      popoverColor: token('surface'),
      cardColor: token('surface'),
      bodyColor: token('ground'),
    },
  };
});
