"""No kind of item of a citizen can be forgotten: the code is read for what it writes."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

import hotline
from hotline.services.privacy.kinds import KINDS

CODE = Path(hotline.__file__).parent


def names_written(source: str) -> Iterator[str]:
    """The kinds of all items of Citizens whose key a module makes.

    A key is `{"citizen": …, "item": {"S": …}}` or `(("citizen", …), ("item", …))`. Where a function makes it
    of its parameter, the calls of that function in the module say which it is.
    """
    tree = ast.parse(source)
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    for function in functions:
        for made in _keys(function):
            parameters = [parameter.arg for parameter in function.args.args]
            if isinstance(made, ast.Name) and made.id in parameters:
                yield from _given(tree, function.name, parameters.index(made.id))
            else:
                yield _kind(made)


def _keys(tree: ast.AST) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            named = {name.value: value for name, value in zip(node.keys, node.values, strict=True) if _is_text(name)}
        elif isinstance(node, ast.Tuple):
            pairs = [pair.elts for pair in node.elts if isinstance(pair, ast.Tuple) and len(pair.elts) == 2]
            named = {name.value: value for name, value in pairs if _is_text(name)}
        else:
            continue
        if {"citizen", "item"} <= named.keys():
            item = named["item"]
            yield item.values[0] if isinstance(item, ast.Dict) else item


def _is_text(node: ast.expr | None) -> TypeGuard[ast.Constant]:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _given(tree: ast.AST, function: str, position: int) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == function:
            # A method's own object is no argument of its calls.
            is_method = ast.unparse(node.func).startswith("self.")
            yield _kind(node.args[position - is_method])


def _kind(made: ast.expr) -> str:
    if isinstance(made, ast.JoinedStr):
        made = made.values[0]
    if isinstance(made, ast.Constant):
        return str(made.value).partition("#")[0]
    return ast.unparse(made)


def written() -> dict[str, str]:
    """Kind → the module that makes its key. `personal` reads and deletes whatever there is, of any name."""
    return {
        name: path.name
        for path in sorted(CODE.rglob("*.py"))
        if path.name != "personal.py"
        for name in names_written(path.read_text(encoding="utf-8"))
    }


def test_every_item_that_the_code_writes_of_a_citizen_says_what_it_is_for() -> None:
    found = written()

    assert {"conversation", "standing"} <= found.keys()
    assert found.keys() <= KINDS.keys(), {name: found[name] for name in found.keys() - KINDS.keys()}


def test_a_new_item_is_found_however_its_key_is_made() -> None:
    assert set(names_written('def f(c): aws(Key={"citizen": c, "item": {"S": "diary"}})')) == {"diary"}
    assert set(names_written('def f(c, code): return {"citizen": c, "item": {"S": f"diary#{code}"}}')) == {"diary"}
    assert set(names_written('def f(t): return ItemKey(t, (("citizen", "a"), ("item", "diary")))')) == {"diary"}
    assert set(names_written('def k(c, i): return {"citizen": c, "item": {"S": i}}\ndef f(c): k(c, "diary")')) == {
        "diary"
    }
    method = 'class A:\n def k(self, c, i): return {"citizen": c, "item": {"S": i}}\n'
    method += ' def f(self, c): self.k(c, f"diary#{c}")'
    assert set(names_written(method)) == {"diary"}
    assert set(names_written("def f(c, code): return {'citizen': c, 'item': {'S': NAMES[code]}}")) == {"NAMES[code]"}


def test_what_is_kept_is_in_the_operators_document() -> None:
    document = (CODE.parents[2] / "docs" / "privacy.md").read_text(encoding="utf-8")

    assert [name for name in KINDS if f"`{name}" not in document] == []
