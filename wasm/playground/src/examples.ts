// Pages to try, all of them invented.
import ferry from "../examples/ferry.html";
import library from "../examples/library.txt";
import lighthouse from "../../../examples/pages/lighthouse.fr.txt";
import mill from "../examples/mill.txt";
import orchard from "../examples/orchard.txt";

export const EXAMPLES = [
  { name: "A print page of a newspaper (HTML)", file: "ferry.html", page: ferry },
  { name: "The same kind as Markdown, in French", file: "lighthouse.md", page: lighthouse },
  { name: "A page of a text browser (plain text)", file: "mill.txt", page: mill },
  { name: "A page in Arabic, right to left", file: "library.md", page: library },
  { name: "A page with mistakes, to see warnings", file: "orchard.md", page: orchard },
];
