// The page of a server.
import { bindDrop } from './controls/drop';
import { HttpSource } from './data/http';
import { start } from './start';

bindDrop(start(new HttpSource(document.baseURI), document.body, () => import('./views')));
