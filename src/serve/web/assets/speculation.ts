// Which links a browser may ask for while the pointer rests on them. The text is a constant whose hash the content security
// policy names; nothing else may be a script inside a page.

export const speculationRules = JSON.stringify({
  prefetch: [
    {
      where: {
        and: [
          { href_matches: '/*' },
          { not: { href_matches: ['/go/*', '/settings*', '/search?*', '/desk*', '/removal*', '/offline*', '/*.*'] } },
          { not: { selector_matches: '[download], [rel~=external]' } },
        ],
      },
      eagerness: 'moderate',
    },
  ],
})
