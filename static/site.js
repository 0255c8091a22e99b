// Starts the behaviour of the components on a page. Every page works without it.
import { initAll } from "./vendor/govuk-frontend.min.js";

initAll();
