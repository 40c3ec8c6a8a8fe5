/** The styles of the whole page, in the order in which they override each other. */
import "./tokens.css";
import "./base.css";
import "./controls.css";
import "./controlBar.css";
import "./parts.css";
import "./tables.css";
import "./catalogue.css";
import "./dialogs.css";
import "./menus.css";
import "./figures.css";
import "./maps.css";
import "../shell/shell.css";
