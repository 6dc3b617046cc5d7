// Whether a key is of a word still being put together by an input method: its Enter only takes the word.
// Safari sends that Enter when it has ended the composition already, under the number of such keys.
const OF_AN_INPUT_METHOD = 229;

export const isComposing = (event) => event.isComposing || event.keyCode === OF_AN_INPUT_METHOD;
