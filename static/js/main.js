// What every page gains from scripts; each works without them.
import { Button, ErrorSummary, SkipLink, createAll } from "../../node_modules/govuk-frontend/dist/govuk/all.mjs";
import { startKeys } from "./keys.js";
import { closeMenus } from "./menu.js";
import { startPicking } from "./pick.js";
import { offerToPrint } from "./print.js";
import { startSaveKey } from "./save_key.js";
import { sayWhoIsSignedIn } from "./session.js";
import { startSuggesting } from "./suggest.js";
import { sendUnsent } from "./unsent.js";

// GOV.UK Frontend's components start only under this class, which its own template sets by an inline script.
document.body.classList.add("govuk-frontend-supported");

createAll(ErrorSummary);
createAll(Button, { preventDoubleClick: true });
createAll(SkipLink);
closeMenus();
offerToPrint();
startPicking();
startKeys();
startSaveKey();
startSuggesting();
sayWhoIsSignedIn();
sendUnsent();
